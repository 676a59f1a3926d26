/** How the reports of an organization look. */
const brand = {
  title: "Report look",
  about: "Colour, first line and logo of the reports that are issued from now on. Issued reports stay as they are.",
  intro:
    "What proves a report is never part of its look: number, QR code, hash lines, seal and the verification page stay the same for everybody.",
  readOnly: "Only owners and administrators change the look.",
  saved: "The look is stated. The next report and the next draft have it.",
  accent: "Accent colour",
  accentHint: "Headings, rules and the large figure of the cover; as #RRGGBB.",
  nameEn: "First line of the cover, in English",
  nameZh: "First line of the cover, in Chinese",
  nameHint:
    "For example the consultancy that prepares the report. Empty: the organization's own name. The issuer that the credential names does not change.",
  logo: "Logo",
  logoHint:
    "PNG or JPEG, at most 512 kB and 2,000 pixels a side. It stands above the first line, at most 28 points high.",
  logoNow: (width: number, height: number) => `There is one now: ${width} × ${height} pixels.`,
  keepLogo: "Keep what there is",
  replaceLogo: "Use the chosen file",
  removeLogo: "No logo",
  logoAct: "What becomes of the logo",
  submit: "State the look",
  draftNote: "Every draft of a report is printed in the look that is in force.",
  preview: "Preview of the cover",
  previewTitle: "GHG inventory statement",
  previewFigure: "1,234.56",
  previewUnit: "tCO₂e",
  previewHeading: "2  Results",
  readable: (ratio: string) => `Contrast ${ratio} : 1, easy to read.`,
  unreadable: (ratio: string, shade: string) => `Contrast ${ratio} : 1 is too little. Near it and readable: ${shade}`,
  takeShade: (shade: string) => `Use ${shade}`,
  history: "Earlier looks",
  historyEmpty: "Nothing was stated before.",
  houseLook: "The look that every organization begins with",
  version: (number: number) => `Look ${number}`,
  withLogo: "with a logo",
  withoutLogo: "without a logo",
  fault: {
    not_a_color: "Give the colour as # and six digits, such as #0B5D48.",
    contrast: (facts: { ratio: string; least: string; shade: string }) =>
      `Text in this colour can't be read well: its contrast is ${facts.ratio} : 1, and ${facts.least} : 1 is the least. Near it and readable is ${facts.shade}.`,
    name_in_both: "Give this line in both languages, or in neither: a cover has both.",
    too_long: "At most 200 characters.",
    text_forbidden: "Leave out characters that can't be seen.",
    unprintable: (character: string, code: string) =>
      `No face of the report can draw “${character}” (${code}). Write this name with another character.`,
    no_file: "Choose a file, or keep what there is.",
    not_a_picture: "This is neither PNG nor JPEG. Save the logo as one of them.",
    damaged: "The picture is damaged. Save it anew and choose it again.",
    too_large: "The file is larger than 512 kB. Make the picture smaller.",
    too_many_pixels: "A side is longer than 2,000 pixels. Make the picture smaller.",
    unusual_png: "This PNG is interlaced or has not 8 bits a channel. Save it as a plain 8-bit PNG.",
    unusual_jpeg: "This JPEG is in printing colours (CMYK) or of an unusual kind. Save it as a plain RGB JPEG.",
    nothing_changed: "This is the look that holds already.",
  },
};

export default brand;
