export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "plumbline-theme";

/** The theme a request asks for; the system's own where it names none that exists. */
export function readTheme(cookieHeader: string | null): Theme {
  const pairs = (cookieHeader ?? "").split(";").map((pair) => pair.trim().split("="));
  const chosen = pairs.find(([name]) => name === THEME_COOKIE)?.[1];
  return THEMES.find((theme) => theme === chosen) ?? "system";
}

/** The `Set-Cookie` value that keeps a theme for a year. It is no secret and says nothing about the person. */
export function writeTheme(theme: Theme): string {
  return `${THEME_COOKIE}=${theme}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax`;
}
