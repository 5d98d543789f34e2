/** `my-project-2026-11-25-1430.maskwright`: safe on every system, in the order of time. */
export function archiveNameOf(projectName: string, at: number, suffix = ''): string {
  const stem = projectName
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .toLowerCase();
  return `${stem === '' ? 'maskwright' : stem}${suffix}-${stampOf(new Date(at))}.maskwright`;
}

function stampOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
