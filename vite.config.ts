import { cpSync, existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

const root = import.meta.dirname;
const at = (...path: string[]): string => join(root, ...path);

/** Set by scripts/dev.ts alone. A built application holds no other page than its own: the name is replaced in its code. */
const devPage = process.env['ASSAY_DEV_PAGE'];

/** One bundle for Node: everything inside but Electron and the native module. Entries that are not written yet are left out. */
function nodeBundle(outDir: string, entries: Record<string, string>): EnvironmentOptions {
  const input = Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(at(path))));
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'better-sqlite3'], builtins: [/^node:/, ...builtinModules] },
    define: { 'process.env.ASSAY_DEV_PAGE': JSON.stringify(devPage ?? '') },
    build: {
      // The oldest runtime it must start on: Electron 33, which has Node 20.18.
      target: 'node20',
      outDir: at(outDir),
      emptyOutDir: true,
      minify: false,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        input,
        // Chunks lie beside their entry, so that `import.meta.dirname` is the same folder in all of them.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** The tables by which the PDF reader knows East Asian letters: files that it opens beside its bundle. */
const characterMaps: Plugin = {
  name: 'assay:character-maps',
  applyToEnvironment: ({ name }) => name === 'main' || name === 'cli',
  writeBundle({ dir }) {
    cpSync(at('node_modules/pdfjs-dist/cmaps'), join(dir!, 'cmaps'), { recursive: true, filter: (path) => !path.endsWith('LICENSE') });
  },
};

const decoders = at('node_modules/pdfjs-dist/wasm');

/**
 * What decodes the pictures of scanned PDFs. The library imports it by its address when it meets one, and so it is no part of a bundle. Of
 * its two forms the page's policy allows the one that is plain JavaScript. Licences of what goes along lie beside it.
 */
const pictureDecoders: Plugin = {
  name: 'assay:picture-decoders',
  applyToEnvironment: ({ name }) => name === 'client',
  configureServer({ middlewares }) {
    middlewares.use('/picture-decoders', (request, response, next) => {
      const name = /^\/(\w+_nowasm_fallback\.js)$/.exec(request.url ?? '')?.[1];
      if (!name) return next();
      response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
      response.end(readFileSync(join(decoders, name)));
    });
  },
  writeBundle({ dir }) {
    const copy = (from: string, wanted: RegExp): void =>
      cpSync(from, join(dir!, 'picture-decoders'), { recursive: true, filter: (path) => path === from || wanted.test(path) });
    copy(decoders, /_nowasm_fallback\.js$|LICENSE_(?!.*(?:QCMS|QUICKJS))\w+$/);
    copy(at('node_modules/pdfjs-dist/standard_fonts'), /LICENSE_\w+$/);
  },
};

const preload: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: ['electron'] },
  build: {
    target: 'chrome130',
    outDir: at('dist/preload'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { preload: at('electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

export default defineConfig({
  root: at('renderer'),
  publicDir: false,
  cacheDir: at('node_modules/.cache/vite'),
  plugins: [react(), characterMaps, pictureDecoders],
  // Tables and faces that the PDF thread brings along, as modules.
  assetsInclude: ['**/*.bcmap', '**/*.pfb'],
  worker: { format: 'es' },
  server: { host: '127.0.0.1', strictPort: false },
  environments: {
    client: {
      build: {
        target: 'chrome130',
        outDir: at('dist/renderer'),
        emptyOutDir: true,
        // The page's policy allows no `data:` address.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        license: { fileName: 'licenses.md' },
        chunkSizeWarningLimit: 2_000,
      },
    },
    main: nodeBundle(devPage ? 'dist/dev' : 'dist/main', {
      main: 'electron/main.ts',
      parser: 'electron/core/importers/process.ts',
      maintenance: 'electron/core/maintenance/worker.ts',
    }),
    cli: nodeBundle('dist/cli', {
      cli: 'electron/hosts/cli.ts',
      serve: 'electron/hosts/serve.ts',
      parser: 'electron/core/importers/process.ts',
      maintenance: 'electron/core/maintenance/worker.ts',
    }),
    preload,
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        const { input } = environment.config.build.rolldownOptions;
        if (typeof input === 'object' && Object.keys(input).length === 0) continue;
        await builder.build(environment);
      }
    },
  },
});
