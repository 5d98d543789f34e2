import { useEffect, useState } from 'react';
import { useServices } from '../servicesContext.ts';

const minuteMs = 60_000;

/** The time, ms since 1970, UTC; goes on by the minute. */
export function useNow(): number {
  const services = useServices();
  const [time, setTime] = useState(() => services.now());
  useEffect(() => {
    const timer = setInterval(() => setTime(services.now()), minuteMs);
    return () => clearInterval(timer);
  }, [services]);
  return time;
}
