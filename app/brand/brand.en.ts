/** Colour, first line and logo of an organization's reports. */
const brand = {
  title: "Report design",
  about: "Set the colour, first line and logo of new reports. Issued reports stay as they are.",
  intro:
    "The design doesn't affect what proves a report. Number, QR code, hash lines, seal and verification page are the same for everyone.",
  readOnly: "Only owners and admins can change the design.",
  saved: "The design was saved. It applies to the next report and the next draft.",
  accent: "Accent colour",
  accentHint: "For headings, lines and the large figure on the cover. Enter it as #RRGGBB.",
  nameEn: "First line of the cover, in English",
  nameZh: "First line of the cover, in Chinese",
  nameHint:
    "For example, the consultancy that prepares the report. If empty, the organization's own name is used. The issuer named in the credential does not change.",
  logo: "Logo",
  logoHint:
    "PNG or JPEG, up to 512 kB and 2,000 pixels per side. It appears above the first line, up to 28 points high.",
  logoNow: (width: number, height: number) => `Current logo: ${width} × ${height} pixels.`,
  keepLogo: "Keep current logo",
  replaceLogo: "Use the selected file",
  removeLogo: "No logo",
  logoAct: "Change logo",
  submit: "Save",
  draftNote: "All drafts use the current design.",
  preview: "Preview of the cover",
  previewTitle: "GHG inventory report",
  previewFigure: "1,234.56",
  previewUnit: "tCO₂e",
  previewHeading: "2  Results",
  readable: (ratio: string) => `Contrast ${ratio} : 1, easy to read.`,
  unreadable: (ratio: string, shade: string) =>
    `Contrast ${ratio} : 1 is too low. A similar colour that is easy to read: ${shade}`,
  takeShade: (shade: string) => `Use ${shade}`,
  history: "Earlier designs",
  historyEmpty: "No earlier designs.",
  houseLook: "Default design",
  version: (number: number) => `Design ${number}`,
  withLogo: "with logo",
  withoutLogo: "without logo",
  fault: {
    not_a_color: "Enter the colour as # and six digits, such as #0B5D48.",
    contrast: (facts: { ratio: string; least: string; shade: string }) =>
      `Text in this colour is hard to read. Its contrast is ${facts.ratio} : 1, and at least ${facts.least} : 1 is needed. A similar colour that works is ${facts.shade}.`,
    name_in_both: "Enter this line in both languages or in neither. A cover shows both.",
    too_long: "Enter at most 200 characters.",
    text_forbidden: "Remove the invisible characters.",
    unprintable: (character: string, code: string) =>
      `The report's fonts have no “${character}” (${code}). Use another character in this name.`,
    no_file: "Choose a file, or keep the current logo.",
    not_a_picture: "This file is neither PNG nor JPEG. Save the logo in one of these formats.",
    damaged: "The picture is damaged. Save it again, then choose the new file.",
    too_large: "The file is larger than 512 kB. Make the picture smaller.",
    too_many_pixels: "One side is longer than 2,000 pixels. Make the picture smaller.",
    unusual_png: "This PNG is interlaced or doesn't have 8 bits per channel. Save it as a standard 8-bit PNG.",
    unusual_jpeg: "This JPEG uses print colours (CMYK) or an unusual format. Save it as a standard RGB JPEG.",
    nothing_changed: "This is already the current design.",
  },
};

export default brand;
