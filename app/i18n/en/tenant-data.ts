/** What a workspace may do with all that it holds: take it along. */
const tenantData = {
  title: "Data of the workspace",
  about: "Everything that this workspace holds, for whoever manages it.",
  see: "Data of the workspace",
  seeAbout: "Take a copy of everything that the workspace holds.",
  export: {
    title: "Export",
    about:
      "One ZIP with everything as of one moment: every row of every table, the reports as issued, evidence and other files, and a manifest with the hash of each file. It holds names and mail addresses: keep it as you keep those.",
    emptyTitle: "No export yet",
    emptyReason:
      "An export is made in the background and can then be downloaded for 7 days by whoever manages the workspace. Asking for it and downloading it stand in the audit trail.",
    ask: "Export everything",
    askAgain: "Export again",
    queued: "The export is about to begin.",
    running: "The export is being made.",
    progress: (done: string, of: string) => `${done} of ${of} tables and files`,
    reload: "Reload the page to see how far it is.",
    cancel: "Call off",
    cancelled: "The export was called off. Nothing of it was kept.",
    failed:
      "The export could not be made. Ask for it again; if it fails again, whoever runs the installation has to look.",
    unauthorised: "The export ended because whoever asked for it no longer manages the workspace.",
    download: "Download",
    ready: (size: string) => `ZIP, ${size}`,
    made: "Made",
    expires: "Can be downloaded until",
    expiresNote: "Then it is removed; ask for a new one at any time.",
    holds: "Holds",
    holdsCount: (rows: string, files: string) => `${rows} rows, ${files} reports and files`,
    hash: "SHA-256",
    check: "“truetonne pack verify FILE” holds every file in it against its manifest.",
    replaced: "A new export takes the place of this one.",
  },
  problem: {
    export_running: "An export is being made already. Wait for it, or call it off first.",
  },
};

export default tenantData;
