export const ORGANIZATION = {
  title: "Organization",
  settings: { title: "Name and time zone", save: "Save" },
  errors: {
    importsRunning: "An import is running. Wait until it finishes or cancel it, then try again.",
    needsAdmin: "Enter an account for the new admin.",
    noDemo: "The demo data was already removed.",
    adminOnly: "Only admins can remove the demo data.",
  },
  demo: {
    title: "Demo data",
    text: "Fictional partners with their files, figures, SOWs, notes and people. Removing them does not affect your own data.",
    ownAccount: "Your current account is part of the demo data and is removed too. Enter your new admin account.",
    remove: "Remove demo data",
    removeTitle: "Remove demo data?",
    removeText:
      "All demo partners, figures, notes and people are deleted. This cannot be undone. To see the demo again, start Plumbline with an empty database.",
  },
} as const;
