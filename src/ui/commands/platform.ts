/** Whether Command takes the place of Ctrl on this machine. */
export function isMac(): boolean {
  return /mac|iphone|ipad/iu.test(navigator.userAgent);
}
