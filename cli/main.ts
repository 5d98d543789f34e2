import { runCommandLine } from './commandLine.ts';
import { processTerminal } from './terminal.ts';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort(new Error('interrupted')));
process.once('SIGTERM', () => interrupt.abort(new Error('interrupted')));
process.stdout.on('error', () => process.exit(0)); // whoever read has enough, as `head` does

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal(interrupt.signal));
