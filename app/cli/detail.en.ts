/** Checks the records behind a condensed document, on the command line and on the verification page. */
export default {
  usage: {
    condense: `Usage: truetonne condense FILE --detail OUT [--pretty] [--language en|zh]

Reads an inventory document (- for standard input) and prints it condensed, with its results. Records with the same source,
month, factor, quality and grade become one line, and their quantities are added exactly. The records are written to OUT, in
pieces. The document states the Merkle root of these records. Every total is the same as in the original document.

Exit code 0: condensed · 1: some lines have issues · 2: bad usage or an invalid document,
or OUT exists or can't be written.
`,
    detail: (program: string) => `Usage: ${program} detail verify DOCUMENT DETAIL [--json] [--language en|zh]

Compares the records of DETAIL with a condensed inventory document, piece by piece. The Merkle root of all pieces must be the
one in the document. The records of each line, condensed again, must give that line.

Exit code 0: all match · 1: they don't match · 2: bad usage, an invalid document
or an unreadable file.
`,
  },
  whole: (records: string, lines: string, pieces: string) =>
    `The ${records} records in ${pieces} pieces match the ${lines} lines of the document. The root and every line are equal.`,
  condensed: (records: string, lines: string) => `${records} records were condensed into ${lines} lines.`,
  cannotWrite: (file: string) =>
    `${file} can't be written, or it already exists. Choose another name. Existing files are never overwritten.`,
  unreadable: (file: string) => `${file} can't be read. Check its name and your permissions.`,
  at: (piece: string, line: string) => `Piece ${piece}${line ? `, line ${line}` : ""}:`,
  fault: {
    no_detail: "The document is not condensed. It has no Merkle root of records.",
    piece_unreadable: "This piece is not in canonical form. The file was changed, or it is another kind of file.",
    piece_out_of_order: "A piece is missing, appears twice or is not in the place of its line.",
    record_invalid: "A record is not valid.",
    line_differs: "The records, condensed again, don't give this line of the document.",
    root_differs: "The root of all pieces is not the one in the document. These are not its records.",
  },
};
