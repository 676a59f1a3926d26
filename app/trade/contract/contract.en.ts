import type { ContractSide, ContractSigner } from "#db/order-schema.ts";

const contract = {
  title: "Contract",
  about: "The contract repeats the accepted quote and the acceptance. It adds no terms.",
  none: "No signed copy of this contract is on record here.",
  some: (n: number) => (n === 1 ? "1 uploaded copy is on record here." : `${n} uploaded copies are on record here.`),
  unchecked: "Truetonne does not check signatures or chops. Who signed a copy is stated by the person who uploaded it.",
  pdf: "Contract to sign or chop (PDF)",
  copies: "Uploaded copies",
  copy: (number: number) => `Copy ${number}`,
  signedBy: "Signed or stamped by",
  signers: {
    both: "Both sides",
    client: "The client only",
    seller: "The seller only",
  } satisfies Record<ContractSigner, string>,
  stated: (signers: string) => `Stated as signed or stamped by: ${signers}`,
  uploaded: {
    seller: (when: string) => `Uploaded by the seller · ${when}`,
    client: (when: string) => `Uploaded by the client · ${when}`,
  } satisfies Record<ContractSide, (when: string) => string>,
  download: "Download",
  downloadOf: (number: number) => `Download copy ${number}`,
  hash: "SHA-256",
  withdrawnState: "Withdrawn",
  withdrawn: (when: string, reason: string) => `Withdrawn on ${when}: ${reason}`,
  upload: "Upload a signed copy",
  file: "Signed or stamped copy",
  fileHint: "One PDF, PNG or JPEG file with all pages",
  chooseSigner: "Choose who signed",
  submit: "Upload copy",
  shared: {
    seller:
      "The client gets an email and can download the copy. Photos are shown to the client without metadata such as the place.",
    client: "The seller is notified and gets the file unchanged, also the metadata of a photo, such as the place.",
  } satisfies Record<ContractSide, string>,
  full: {
    seller: "You have uploaded 10 copies of this contract, which is the limit. Send further copies by email.",
    client: "You have uploaded 10 copies of this contract, which is the limit. Send further copies to the seller.",
  } satisfies Record<ContractSide, string>,
  withdraw: "Withdraw",
  withdrawOf: (number: number) => `Withdraw copy ${number}`,
  withdrawAbout: {
    seller: "The copy stays listed with this reason. The client can no longer download it.",
    client: "The copy stays listed with this reason. The seller keeps the file.",
  } satisfies Record<ContractSide, string>,
  reason: "Reason",
  done: { added: "The copy is uploaded.", withdrawn: "The copy is withdrawn." },
  tooLarge: (limit: string) => `The file is larger than ${limit}. Scan it in black and white or at a lower resolution.`,
  faults: {
    file_missing: "Choose the file to upload.",
    signer_missing: "Choose who signed or stamped this copy, then choose the file again.",
    empty: "The file is empty. Choose the scan of the signed contract.",
    wrong_kind: "The content of this file is not a PDF, PNG or JPEG. Save or scan the contract as one of these.",
    copy_there: "This file is already on record. Choose another file.",
    copy_unsigned: "This is the contract as downloaded, without a signature. Sign or stamp it, then upload the scan.",
    copy_full: "Each side can upload up to 10 copies of a contract. Send this one by email.",
    copy_withdrawn: "This copy is already withdrawn. Reload the page.",
    reason_missing: "Enter a reason.",
    rate_limited: "Too many uploads. Wait 15 minutes, then upload the file again.",
  },
};

export default contract;
