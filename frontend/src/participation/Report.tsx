import { IconHandStop } from "@tabler/icons-react";
import { EmptyState } from "@/ui";
import { AboutYou } from "./AboutYou";
import { Card } from "./Card";
import { GroupBars } from "./GroupBars";
import { MissingVoices } from "./MissingVoices";
import classes from "./Page.module.css";
import { PeopleTable } from "./PeopleTable";
import { TimeChart } from "./TimeChart";
import { TwoWay } from "./TwoWay";
import type { Participation, Report } from "./types";
import { percent, totalOf } from "./words";

/** All plots of a board or a session. */
export function ParticipationReport({ told, report }: { told: Participation; report: Report }) {
  const { groups, missing, ways, contributed, came, totals } = report;
  const nothing = totalOf(totals) === 0;
  return (
    <>
      <dl className={classes.figures}>
        <Figure name="Contributions" value={totalOf(totals).toLocaleString("en-GB")} />
        <Figure
          name="People who contributed"
          value={String(contributed)}
          of={came > 0 ? `${came} came to a session` : undefined}
        />
        <Figure
          name="Answer somebody"
          value={`${percent(ways.answers, ways.answers + ways.announcements)} %`}
        />
        <Figure
          name="Groups that took part"
          value={String(groups.length - missing.groups.length)}
          of={`of ${groups.length}`}
        />
      </dl>
      {report.truncated && (
        <p className={classes.truncated} role="status">
          There is so much in this time that the oldest of it is left out. Choose fewer days to see
          all.
        </p>
      )}
      <div className={classes.grid}>
        {nothing ? (
          <Card id="over-time" title="Over time" wide>
            <EmptyState icon={<IconHandStop size={22} />} title="Nothing yet" titleOrder={3}>
              Nobody wrote, commented, voted or decided in this time.
            </EmptyState>
          </Card>
        ) : (
          <>
            <Card
              id="over-time"
              title="Over time"
              text="How much was written, commented, voted and decided."
              wide
            >
              <TimeChart report={report} />
            </Card>
            <Card
              id="by-group"
              title="By stakeholder group"
              text="For the group that somebody named on coming to a session."
            >
              <GroupBars report={report} />
            </Card>
            <Card
              id="two-way"
              title="Two-way and one-way"
              text="What answers somebody, against what only announces."
            >
              <TwoWay report={report} />
            </Card>
          </>
        )}
        <Card
          id="missing"
          title="Missing voices"
          text="A reason to ask, not to judge: many take part where nothing is counted."
        >
          <MissingVoices report={report} />
        </Card>
        <Card id="about-you" title="About you" text="Only you see this list.">
          <AboutYou told={told} report={report} />
        </Card>
        {report.people !== null && (
          <Card
            id="people"
            title="People"
            text="For facilitators and owners alone. Who turned naming off is not among them."
            wide
          >
            <PeopleTable report={report} people={report.people} />
          </Card>
        )}
      </div>
    </>
  );
}

function Figure({ name, value, of }: { name: string; value: string; of?: string }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>
        {value}
        {of && <span>{of}</span>}
      </dd>
    </div>
  );
}
