/** What a workspace may do with all that it holds: take it along, and have it erased. */
const tenantData = {
  title: "Data of the workspace",
  about: "Everything that this workspace holds, for whoever manages it.",
  see: "Data of the workspace",
  seeAbout: "Take a copy of everything that the workspace holds, or have the workspace deleted.",
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
    givenUp:
      "The export was given up: its process ended twice, usually because it ran out of memory. Ask again; if it stops again, tell the operator of this installation.",
    unauthorised: "The export ended because whoever asked for it no longer manages the workspace.",
    download: "Download",
    ready: (size: string) => `ZIP, ${size}`,
    made: "Made",
    expires: "Can be downloaded until",
    expiresNote: "Then it is removed; ask for a new one at any time.",
    holds: "Holds",
    holdsCount: (rows: string, files: string) => `${rows} rows, ${files} reports and files`,
    hash: "SHA-256",
    check:
      "To check every file against the manifest, run “node app/cli/truetonne.js pack verify FILE” in a clone of Truetonne after npm ci.",
    replaced: "A new export takes the place of this one.",
  },
  deletion: {
    title: "Deletion",
    about:
      "A workspace is deleted as a whole, with everything in it. Two people agree to it, and until it is erased it can be taken back. Export it first.",
    stepsTitle: "How it goes",
    stepAsk:
      "One person who manages the workspace asks for it, another one who does confirms. Who manages it alone says it again after 3 days.",
    stepWait:
      "7 days in which everything works as before and everybody in the workspace is told; 14 days where one person manages it alone.",
    stepClosed:
      "30 days in which it is closed: nobody works in it, keys and links open nothing, nothing is lost. Whoever manages it can still export it and take the deletion back.",
    stepErased:
      "Then its rows and files are erased for good, and the accounts of people who belong to no other workspace with them.",
    staysTitle: "What stays, and why",
    staysReports:
      "Issued reports stay verifiable: their file, data, proof and status are public facts that others rely on. Withdraw first what should not count any more; the name stays where reports were published under it.",
    staysBooks:
      "Where this workspace invoiced anything, its invoices and books stay for 10 years with what they name, reachable by nobody here: commerce and tax law mostly asks for that. Which law binds you, and for how long, is for you to know; take them along in the export.",
    staysOthers:
      "What other workspaces hold themselves is theirs: what a consultancy did for a company, orders and engagements, with the name as it was.",
    staysBackups:
      "Backups of the installation hold the data until they are replaced; whoever restores one erases it again.",
    begin: "Delete this workspace",
    reason: "Reason",
    reasonHint: "Whoever confirms reads it.",
    name: (name: string) => `Type the name of the workspace: ${name}`,
    password: "Your password",
    ask: "Ask for the deletion",
    asked: "Asked for",
    confirmed: "Confirmed",
    closes: "Closes",
    erases: "Is erased",
    by: (name: string, at: string) => `${name}, ${at}`,
    waitsForAnother: "Another person who manages the workspace confirms it. Until then nothing happens.",
    waitsAlone: (at: string) =>
      `You manage this workspace alone: say it again from ${at} on. Until then nothing happens.`,
    confirmAbout: "You confirm what somebody else asked for. The waiting time of 7 days begins then.",
    confirmAlone: "You manage this workspace alone and say it again. The waiting time of 14 days begins then.",
    confirm: "Confirm the deletion",
    waits: (day: string) =>
      `Everything works until ${day}. Then the workspace closes for 30 days, and is erased after them.`,
    takeBack: "Take the deletion back",
    takeBackHint: "Everything stays as it is.",
  },
  closed: {
    title: "Closed workspace",
    heading: (name: string) => `${name} is closed`,
    about: (day: string) => `It is erased on ${day}. Until then nothing is lost: export it, or take the deletion back.`,
    listed: (name: string, day: string) => `The workspace ${name} is closed and will be erased on ${day}.`,
    open: "Export it or take it back",
  },
  notice: {
    label: "Deletion of the workspace",
    asked: "Somebody asked to delete this workspace; nobody confirmed it yet.",
    confirmed: (day: string) => `This workspace is to be deleted: it closes on ${day}.`,
    ask: "Whoever manages it can take that back.",
    see: "See the deletion",
  },
  problem: {
    export_running: "An export is being made already. Wait for it, or call it off first.",
    reason_missing: "Say why the workspace is to be deleted.",
    reason_long: "Keep the reason within 1,000 characters.",
    name_differs: "This is not the name of the workspace. Type it as it stands above the field.",
    password_missing: "Type your password.",
    password_wrong: "This is not your password.",
    credentials: "This is not your password.",
    too_many: "Too many tries. Wait some minutes and try again.",
    account_paused:
      "Too many wrong passwords were entered for this account today. Choose a new password by mail, or try again after 00:00 UTC.",
    deletion_open: "A deletion was asked for already.",
    deletion_over: "There is no deletion under way that this could be done about.",
    confirmed_by_another: "You asked for it; another person who manages the workspace confirms.",
    too_early: "It can be said again 3 days after it was asked for.",
    operator_stays: "Plans are sold from this workspace: it can't be deleted here.",
    form: "The form could not be read. Reload the page and try again.",
  },
};

export default tenantData;
