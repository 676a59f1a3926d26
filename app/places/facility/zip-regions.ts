/** The grid regions of a US ZIP code, the predominant one first. None for a code that the table lacks. */
export interface ZipRegions {
  zip: string;
  regions: string[];
}
