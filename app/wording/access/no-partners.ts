export const NO_PARTNERS = {
  title: "No partners yet",
  text: "Partners are added with their first SOW or imported file.",
  open: "View SOWs",
} as const;
