/** A combination of slices that has rows; '' means "not given". */
export type KnownSlice = {
  readonly vendorId: number;
  readonly site: string;
  readonly program: string;
  readonly channel: string;
};
