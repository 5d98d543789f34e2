/** "1:1" drawn as an icon: no icon says it better than the figures. */
export function OneToOneIcon() {
  return (
    <span aria-hidden style={{ fontSize: 12, fontWeight: 700, letterSpacing: '-0.02em' }}>
      1:1
    </span>
  );
}
