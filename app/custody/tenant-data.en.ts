/** Export and deletion of a whole workspace. */
const tenantData = {
  title: "Workspace data",
  about: "Export or delete everything in this workspace. Only its owners and admins can do this.",
  see: "Workspace data",
  seeAbout: "Export everything in this workspace, or delete the workspace.",
  export: {
    title: "Export",
    about:
      "You get one ZIP with the complete data of one moment. It contains every row of every table, the reports as issued, evidence and other files. A manifest lists the hash of each file. The export contains names and email addresses, so store it securely.",
    emptyTitle: "No export yet",
    emptyReason:
      "An export is created in the background. Owners and admins can then download it for 7 days. The audit trail records each request and download.",
    ask: "Export everything",
    askAgain: "Export again",
    queued: "The export will start shortly.",
    running: "The export is in progress.",
    progress: (done: string, of: string) => `${done} of ${of} tables and files`,
    reload: "Reload the page to see the progress.",
    cancel: "Cancel export",
    cancelled: "The export was cancelled. Nothing was kept.",
    failed: "The export failed. Request it again. If it fails again, contact the operator of this installation.",
    givenUp:
      "The export was stopped because its process ended twice, usually for lack of memory. Request it again. If it stops again, contact the operator of this installation.",
    unauthorised: "The export ended because the person who requested it no longer manages the workspace.",
    download: "Download",
    ready: (size: string) => `ZIP, ${size}`,
    made: "Created",
    expires: "Available until",
    expiresNote: "After that it is removed. You can request a new one at any time.",
    holds: "Contents",
    holdsCount: (rows: string, files: string) => `${rows} rows, ${files} reports and files`,
    hash: "SHA-256",
    check:
      "To check every file against the manifest, download the checker from /verify/checker. Then run “node truetonne-verify.mjs pack verify FILE”.",
    replaced: "A new export replaces this one.",
  },
  deletion: {
    title: "Deletion",
    about:
      "Deletion removes the whole workspace with everything in it. Two people must agree. The deletion can be cancelled until the data are erased. Export the data first.",
    stepsTitle: "How it works",
    stepAsk:
      "An owner or admin requests the deletion, and another owner or admin confirms it. If there is only one, that person confirms again after 3 days.",
    stepWait:
      "For 7 days, everything works as before and all members see a notice. With only one owner or admin, it is 14 days.",
    stepClosed:
      "For 30 days, the workspace is closed. No one can work in it, and its keys and links don't work, but no data are lost. Owners and admins can still export it or cancel the deletion.",
    stepErased:
      "Then its rows and files are erased permanently. So are the accounts of people who belong to no other workspace.",
    staysTitle: "What is kept, and why",
    staysReports:
      "Issued reports can still be verified. Their file, data, proof and status are public facts that others rely on. Withdraw reports that should no longer be valid before you delete. The name is kept where reports were published under it.",
    staysBooks:
      "If this workspace issued invoices, its invoices and books are kept for 10 years with everything they name. No one here can access them. Commercial and tax law usually requires this. You need to know which law applies to you and for how long. Keep them with your export.",
    staysOthers:
      "Other workspaces keep their own data. This includes work that a consultancy did for a company, orders and engagements, with the name as it was.",
    staysBackups:
      "Backups of the installation contain the data until they are replaced. Anyone who restores a backup erases the data again.",
    begin: "Delete this workspace",
    reason: "Reason",
    reasonHint: "The person who confirms can read it.",
    name: (name: string) => `Type the name of the workspace: ${name}`,
    password: "Your password",
    ask: "Request deletion",
    asked: "Requested",
    confirmed: "Confirmed",
    closes: "Closes",
    erases: "Erased",
    by: (name: string, at: string) => `${name}, ${at}`,
    waitsForAnother: "Another owner or admin must confirm. Nothing happens until then.",
    waitsAlone: (at: string) =>
      `You are the only owner or admin. Confirm again from ${at} on. Nothing happens until then.`,
    confirmAbout: "You are confirming another person's request. The waiting time of 7 days starts when you confirm.",
    confirmAlone:
      "You are the only owner or admin and confirm your own request. The waiting time of 14 days starts when you confirm.",
    confirm: "Confirm deletion",
    waits: (day: string) =>
      `Everything works until ${day}. Then the workspace closes for 30 days. After that it is erased.`,
    takeBack: "Cancel deletion",
    takeBackHint: "The workspace stays as it is.",
  },
  closed: {
    title: "Closed workspace",
    heading: (name: string) => `${name} is closed`,
    about: (day: string) =>
      `It will be erased on ${day}. No data are lost until then. You can export it or cancel the deletion.`,
    listed: (name: string, day: string) => `The workspace ${name} is closed and will be erased on ${day}.`,
    open: "Export or cancel deletion",
  },
  notice: {
    label: "Workspace deletion",
    asked: "Deletion of this workspace was requested. No one has confirmed it yet.",
    confirmed: (day: string) => `This workspace will be deleted. It closes on ${day}.`,
    ask: "Its owners and admins can cancel this.",
    see: "View deletion",
  },
  problem: {
    export_running: "An export is already in progress. Wait for it, or cancel it first.",
    reason_missing: "Enter a reason for the deletion.",
    reason_long: "Shorten the reason to 1,000 characters.",
    name_differs: "This is not the name of the workspace. Type it as shown above the field.",
    password_missing: "Enter your password.",
    password_wrong: "This is not your password. Try again.",
    credentials: "This is not your password. Try again.",
    too_many: "Too many attempts. Wait a few minutes and try again.",
    account_paused:
      "Too many wrong passwords were entered for this account today. Choose a new password by email, or try again after 00:00 UTC.",
    deletion_open: "Deletion was already requested.",
    deletion_over: "There is no open deletion to act on.",
    confirmed_by_another: "You requested this deletion. Another owner or admin must confirm it.",
    too_early: "You can confirm again 3 days after the request.",
    operator_stays: "Plans are sold from this workspace, so it can't be deleted here.",
    form: "The form could not be read. Reload the page and try again.",
  },
};

export default tenantData;
