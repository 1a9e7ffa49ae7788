// The smallest Electron application, with nothing closed: shows that the attacks of the shell's specs do call out.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => new BrowserWindow({ show: false }).loadURL(process.argv.at(-1)));
