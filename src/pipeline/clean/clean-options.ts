export type CleanOptions = {
  /** The share of a document's prose, 0 to 1, that cleaning may take before the brake gives everything back. */
  maxRemovedShare: number;
};
