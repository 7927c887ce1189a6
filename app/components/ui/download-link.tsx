import { buttonClasses } from "./button-classes";

/** Downloads the view as a file: a plain link, so that it leaves the page as it is. */
export function DownloadLink({ href, label = "Export" }: { href: string; label?: string }) {
  return (
    <a href={href} download className={buttonClasses("secondary", "regular")}>
      {label}
    </a>
  );
}
