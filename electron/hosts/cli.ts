#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Half of a short command's time would go into reading the program again.
enableCompileCache();
const { run } = await import('./cli/run.ts');

process.exitCode = await run(process.argv.slice(2));
