/** Something that whoever started a benchmark can put right; its message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Runs a command line program; what it throws is printed and makes the exit status 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : error);
    process.exitCode = 1;
  }
}
