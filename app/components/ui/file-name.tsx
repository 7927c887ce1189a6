const MAX_SHOWN = 60;
const END_SHOWN = 20;

/** The name of a file in a list: of a long one the beginning and the end, which tells the kind of file; the whole is read out and in its title. */
export function FileName({ name }: { name: string }) {
  const characters = [...name];
  if (characters.length <= MAX_SHOWN) return name;
  const shown = `${characters.slice(0, MAX_SHOWN - END_SHOWN - 1).join("")}…${characters.slice(-END_SHOWN).join("")}`;
  return (
    <span title={name}>
      <span aria-hidden="true" className="[overflow-wrap:anywhere]">
        {shown}
      </span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
