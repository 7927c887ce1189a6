import { content, type DayOf, type WrittenNote } from "./written-note";

export function sandpiperNotes(day: DayOf): WrittenNote[] {
  return [
    {
      story: "sandpiper-holiday-peak",
      author: "lead",
      writtenOn: day.at({ holidayMonth: 1, day: 8 }),
      content: content({
        vendor: "sandpiper",
        metric: "service-level",
        site: "Bogotá",
        channel: "Voice",
        from: day.at({ holidayMonth: 11, day: 24 }),
        to: day.at({ holidayMonth: 12, day: 26 }),
        title: "Holiday peak without seasonal staff",
        symptom:
          "From late November to Christmas calls in Bogotá were answered in time in seven of ten cases, against 86% before. The volume came as forecast.",
        category: "volume",
        fault: "vendor",
        whys: [
          "There were too few agents on the phones.",
          "Half of the seasonal agents did not finish training.",
          "Recruiting started in November instead of September.",
        ],
        evidence: "Required and delivered headcount; forecast against actual volume.",
        containment: "Chat agents with phone training took calls in the evening.",
        correction: "The season ended.",
        prevention: "Seasonal hiring begins in September; numbers are reviewed each week from October.",
        owner: "Site director, Sandpiper Bogotá",
        due: day.lastOf(2),
        proofMetric: "service-level",
        proofBaseline: "70% in the peak",
        proofCriterion: "At least 80% in December",
        visibility: "partner",
      }),
    },
    {
      story: "sandpiper-mail-backlog",
      author: "lead",
      writtenOn: day(1, 14),
      content: content({
        vendor: "sandpiper",
        metric: "resolution-time",
        site: "Medellín",
        channel: "Email",
        from: day(2, 18),
        to: day.lastOf(1),
        title: "Email backlog in Medellín",
        symptom:
          "The 90th percentile of time to resolution for email rose from 60 to more than 100 hours. First replies take 8 hours instead of 4.5, and satisfaction with email fell by more than ten points.",
        category: "process",
        fault: "vendor",
        whys: [
          "More email comes in each day than is answered.",
          "Two senior agents were moved to chat.",
          "Chat had priority in the schedule, and nobody watches the age of email.",
        ],
        evidence: "Open email at close of day; schedule of the 18th.",
        containment: "Overtime on Saturdays since the 12th; so far the backlog has not come down.",
        correction: "Two agents back to email: requested, not agreed.",
        prevention: "The age of the oldest email is reviewed in the daily meeting.",
        owner: "Operations manager, Sandpiper Medellín",
        due: day(0, 15),
        proofMetric: "resolution-time",
        proofBaseline: "p90 above 100 hours",
        proofCriterion: "p90 below 72 hours for four weeks",
        visibility: "inside",
      }),
    },
  ];
}
