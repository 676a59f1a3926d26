declare module "subset-font" {
  /** A smaller font with the glyphs that these characters need. */
  export default function subsetFont(
    font: Buffer,
    characters: string,
    options?: { targetFormat?: "sfnt" | "woff" | "woff2" },
  ): Promise<Buffer>;
}
