import { useNavigate } from "@remix-run/react";
import { Search } from "lucide-react";
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import { useState } from "react";
import { metricsOfPartners, termsOf, type JumpTarget } from "./jump-target";
import { JUMP } from "~/wording/shared/navigation";

type JumpPaletteProps = { targets: readonly JumpTarget[]; onClose: () => void };

/** Finds a page, a partner, a metric or a month by typing, and goes there. Loaded when first requested. */
export default function JumpPalette({ targets, onClose }: JumpPaletteProps) {
  const navigate = useNavigate();
  const { contains } = useFilter({ sensitivity: "base" });
  const [query, setQuery] = useState("");
  const containsEach = (text: string, typed: string) => termsOf(typed).every((term) => contains(text, term));
  const offered = termsOf(query).length > 1 ? [...targets, ...metricsOfPartners(targets)] : targets;
  const groups = [...new Set(offered.map((target) => target.group))].map((group) => ({
    id: group,
    targets: offered.filter((target) => target.group === group),
  }));
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-50 flex items-start justify-center bg-scrim px-4 pt-[12vh]"
    >
      <Modal className="w-full max-w-lg overflow-hidden rounded-lg border border-line-strong bg-surface shadow-raised">
        <Dialog aria-label={JUMP.title} className="outline-none">
          <Autocomplete filter={containsEach} onInputChange={setQuery}>
            <SearchField
              aria-label={JUMP.title}
              autoFocus
              className="flex items-center gap-2.5 border-b border-line px-4"
            >
              <Search size={16} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-ink-3" />
              <Input
                placeholder={JUMP.placeholder}
                className="h-12 w-full bg-transparent text-base text-ink outline-none placeholder:text-ink-3"
              />
            </SearchField>
            <ListBox
              items={groups}
              aria-label={JUMP.results}
              selectionMode="none"
              onAction={(href) => {
                onClose();
                navigate(String(href));
              }}
              renderEmptyState={() => <p className="px-3 py-6 text-center text-sm text-ink-3">{JUMP.none}</p>}
              className="max-h-[50vh] overflow-y-auto p-1.5 outline-none"
            >
              {(group) => (
                <ListBoxSection id={group.id}>
                  <Header className="px-2.5 pt-2 pb-1 text-2xs font-semibold text-ink-3">{group.id}</Header>
                  <Collection items={group.targets.map((target) => ({ ...target, id: target.href }))}>
                    {(target) => (
                      <ListBoxItem
                        textValue={target.label}
                        className="flex h-9 cursor-pointer items-center rounded-md px-2.5 text-sm text-ink-2 outline-none data-[focused]:bg-sunken data-[focused]:text-ink data-[hovered]:bg-sunken"
                      >
                        {target.label}
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
