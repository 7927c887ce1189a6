import { usePageLoad } from "./page-load";

/** Writes the view's whole name at the foot of every printed sheet. */
export function PrintName({ name }: { name: string }) {
  const { nonce } = usePageLoad();
  return (
    <style
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{
        __html: `@page{@bottom-left{content:${cssString(name)};font:8pt "Inter Variable",sans-serif;color:#47566a}}`,
      }}
    />
  );
}

/** A CSS string literal; characters that could end the string or the style element become escapes. */
export function cssString(text: string): string {
  const escaped = text.replace(/["\\<>&\n\r\f\0]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);
  return `"${escaped}"`;
}
