/** The highest of readings taken twice a second. */
export function watchMemory(read: () => Promise<number | null>) {
  const readings: Promise<number | null>[] = [];
  const timer = setInterval(() => readings.push(read().catch(() => null)), 500);
  return {
    async end(): Promise<number | null> {
      clearInterval(timer);
      const known = (await Promise.all(readings)).flatMap((each) => each ?? []);
      return known.length > 0 ? Math.max(...known) : null;
    },
  };
}
