import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { loadZone } from "~/commands/access/organization.server";
import { requireViewer } from "~/auth/require-viewer.server";
import { Blockers } from "~/components/imports/blockers";
import { ButtonLink } from "~/components/ui/button-link";
import { ImplausibleFigures } from "~/components/imports/implausible-figures";
import { ImportPreview } from "~/components/imports/import-preview";
import { countText } from "~/wording/shared/text";
import { pageTitle } from "~/components/layout/page-title";
import { ProblemGroups } from "~/components/imports/problem-groups";
import { SectionHeading } from "~/components/ui/section-heading";
import { WizardFrame } from "~/components/imports/wizard-frame";
import { actorOf } from "~/domain/access/actor";
import { loadCheckStep } from "~/reports/imports/check-step.server";
import { atStep } from "~/commands/imports/change-upload.server";
import { requireStaged } from "~/reports/imports/upload.server";
import { IMPORTS } from "~/wording/imports/import-pages";
import { CHECK_STEP as text, WIZARD } from "~/wording/imports/wizard";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(WIZARD.steps.check, data?.fileName ?? WIZARD.untitled, IMPORTS.title) },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context, "imports.write");
  const { dataFolder } = context.environment;
  const staged = await atStep(
    dataFolder,
    await requireStaged({ db: context.db, dataFolder }, params["id"], actorOf(viewer)),
    "check",
  );
  const [step, zone] = await Promise.all([loadCheckStep(context.db, viewer, staged), loadZone(context.db)]);
  return json({ id: staged.id, fileName: staged.fileName, zone, ...step });
}

export default function CheckStep() {
  const { id, fileName, zone, blockers, preview, groups, doubts } = useLoaderData<typeof loader>();
  const address = `/imports/staged/${id}`;
  const rejected = preview?.looked.rejected ?? 0;
  const fixable = groups.filter(({ offers }) => offers.length > 0);
  return (
    <WizardFrame id={id} fileName={fileName} step="check" meta={[zone]}>
      <Blockers id={id} blockers={blockers} />
      {preview && (
        <>
          <ImportPreview preview={preview} zone={zone} />
          <ImplausibleFigures id={id} doubts={doubts} />
          <SectionHeading
            title={text.rejected}
            detail={rejected > 0 ? countText(rejected, "row", "rows") : undefined}
            actions={
              rejected > 0 && (
                <span className="flex flex-wrap gap-2">
                  <ButtonLink to={`${address}/rejected.xlsx`} size="small" reloadDocument>
                    {text.downloadXlsx}
                  </ButtonLink>
                  <ButtonLink to={`${address}/rejected.csv`} size="small" reloadDocument>
                    {text.download}
                  </ButtonLink>
                </span>
              )
            }
          />
          <ProblemGroups
            caption={text.caption}
            groups={groups}
            empty={preview.looked.whole ? text.allAccepted : text.allAcceptedSoFar}
          />
          <div className="mt-4 flex flex-wrap gap-2">
            {fixable.length > 0 && (
              <ButtonLink to={`${address}/repair`} kind="primary">
                {text.repair(fixable.length)}
              </ButtonLink>
            )}
            <ButtonLink to={`${address}/dry-run`} kind={fixable.length > 0 ? "secondary" : "primary"}>
              {rejected > 0 ? text.continueWithout : WIZARD.continue}
            </ButtonLink>
          </div>
        </>
      )}
    </WizardFrame>
  );
}
