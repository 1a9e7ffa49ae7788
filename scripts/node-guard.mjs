// Loaded before every script (`node --import`), and so plain JavaScript that an old Node can read. The right Node is a
// development dependency; where its install script was not allowed to run, npm falls back to the system's in silence.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Assay is built and tested with Node 24; this is ${process.version} (${process.execPath}).\n` +
      'Run the scripts through npm (npm test, npm run …). If you did, the install script of the package “node” was not run: npm rebuild node',
  );
  process.exit(1);
}
