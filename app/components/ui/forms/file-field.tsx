import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import type { FieldProps } from "./field";
import { sizeText } from "~/wording/shared/text";

type FileFieldProps = Omit<FieldProps, "hideLabel"> & {
  name: string;
  /** Kinds the file chooser offers, as `.csv,.xlsx`. */
  accept?: string | undefined;
  required?: boolean | undefined;
  /** Take several files at once. */
  multiple?: boolean | undefined;
};

/** A file, chosen or dropped. The input covers its place, so the browser itself takes the drop. */
export function FileField({ label, hint, errors = [], name, accept, required, multiple }: FileFieldProps) {
  const id = useId();
  const [files, setFiles] = useState<readonly { name: string; size: number }[]>([]);
  return (
    <div className="grid gap-1">
      <div className="relative flex flex-col items-center rounded-lg border border-dashed border-line-control bg-surface px-6 py-8 text-center focus-within:outline-2 focus-within:outline-focus hover:bg-sunken">
        <FileUp size={20} strokeWidth={1.75} aria-hidden="true" className="mb-2 text-ink-3" />
        <label htmlFor={id} className="text-sm font-medium">
          {files.length > 0 ? files.map(({ name: file }) => file).join(", ") : label}
        </label>
        <p id={`${id}-hint`} className="mt-0.5 text-xs text-ink-3">
          {files.length > 0 ? sizeText(files.reduce((sum, { size }) => sum + size, 0)) : hint}
        </p>
        <input
          id={id}
          type="file"
          name={name}
          accept={accept}
          required={required}
          multiple={multiple}
          aria-invalid={errors.length > 0 ? true : undefined}
          aria-describedby={errors.length > 0 ? `${id}-error` : `${id}-hint`}
          onChange={(event) => setFiles([...(event.currentTarget.files ?? [])])}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
      </div>
      {errors.length > 0 && (
        <p id={`${id}-error`} className="text-xs font-medium text-missed">
          {errors.join(" ")}
        </p>
      )}
    </div>
  );
}
