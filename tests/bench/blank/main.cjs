// The smallest Electron application: an empty page, for what is made for the web and measured beside Assay.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('about:blank'));
