/** A request for the emission factor of a product. */
const factor = {
  ask: "Ask a supplier for a factor",
  askTitle: "Ask a supplier for an emission factor",
  askAbout:
    "For materials and products without a suitable published factor. The supplier gets a link to a form for its own figure and its document.",
  askFor: (product: string) => `Emission factor of ${product}`,
  productTitle: "Product",
  product: "Material or product",
  productHint: "As your supplier calls it, for example: cold-rolled steel coil 1.0 mm.",
  unit: "Unit",
  unitChoose: "Choose a unit",
  formTitle: (product: string) => `Emission factor of ${product}`,
  lead: (asker: string, organization: string) =>
    `${asker} of ${organization} buys this product from you and asks for its emission factor. A product carbon footprint or an environmental product declaration has it.`,
  leadNoAsker: (organization: string) =>
    `${organization} buys this product from you and asks for its emission factor. A product carbon footprint or an environmental product declaration has it.`,
  received: "Thank you. We received your figure.",
  correctable: "You can still correct it until it is accepted or the link expires. Submit again after a correction.",
  company: "Company that makes the product",
  co2e: "Emissions",
  co2eHint: (unit: string) => `Kilograms of CO₂e for each ${unit}, as in the document.`,
  year: "Year of the data",
  yearHint: "The year in which the product was made.",
  boundary: "What the figure covers",
  boundaryHint: "The system boundary that the document states.",
  boundaryName: {
    cradle_to_gate: "Cradle to gate: raw materials to the factory gate",
    gate_to_gate: "Gate to gate: the own factory only",
    cradle_to_grave: "Cradle to grave: with use and disposal",
    other: "Another boundary (explain it in the note)",
  },
  gwp: "Global warming potentials",
  gwpHint: "The IPCC report whose values the document uses.",
  gwpName: {
    AR4: "AR4 (2007)",
    AR5: "AR5 (2013)",
    AR6: "AR6 (2021)",
    unknown: "Not stated",
  },
  choose: "Choose",
  document: "Title of the document",
  documentHint: "For example, the number of the declaration or the name of the footprint report.",
  file: "Document",
  fileHint: "The declaration or report, as a PDF.",
  fileAgain: (name: string) => `You submitted ${name}. Choose a file again to submit a correction.`,
  perUnit: (unit: string) => `per ${unit}`,
  ofYear: (year: string) => `Data of ${year}`,
  noAnswer: "No answer yet.",
  unchecked: "As stated by the supplier. Compare it with the document before you use it.",
  otherBoundary:
    "Purchased goods (category 1) need a figure from cradle to gate. Ask for it, or use this figure only where it fits.",
  useTitle: "Use this figure",
  useAbout:
    "Makes a draft of a custom factor with supplier data and this document. Another person has to approve it before a calculation uses it. The link expires.",
  gwpUse: "The values that the figure was calculated with.",
  use: "Make custom factor",
  licence: "Given by the supplier on request",
  askAgainAbout: "The supplier gets an email with your comment and a new link.",
  handedIn: {
    subject: (recipient: string) => `${recipient} has submitted an emission factor`,
    body: (recipient: string, organization: string) =>
      `${recipient} has submitted an emission factor that you requested for ${organization}. Compare it with its document here:`,
  },
  fault: {
    company: "Enter the name of the company.",
    co2e: "Enter a positive number such as 2.35, without a thousands separator.",
    year: "Enter a year such as 2024.",
    choice: "Choose an entry of the list.",
    document: "Enter the title of the document.",
    file: "Attach the document that states the figure.",
    too_long: "Shorten the text.",
    text_forbidden: "Remove control characters from the text.",
    gwp_set: "Choose the values that the figure was calculated with.",
  },
};

export default factor;
