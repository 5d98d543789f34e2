/** A category's colour as a small square. */
export function CategoryDot({ color }: { readonly color: string }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        flexShrink: 0,
        width: 10,
        height: 10,
        borderRadius: 3,
        background: color,
        boxShadow: '0 0 0 1px rgb(128 128 128 / 50%)',
      }}
    />
  );
}
