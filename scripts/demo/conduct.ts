import type { StoryClaim } from './story.ts';

/** Claims about who did, knew and said what. */
export const conduct: StoryClaim[] = [
  {
    fields: {
      text: 'No other company than Brannick Marine was allowed to bid for the ferry.',
      shortText: 'No other company was allowed to bid',
      claimant: 'Estuary Voice',
      type: 'event',
      claimDate: '2025-03-06',
      priority: 'normal',
      status: 'ready',
      selectionReason: 'An accusation against the council that can be checked in its minutes.',
    },
    labels: ['money'],
    sightings: [
      { at: 'voiceNoBid', relation: 'asserts', wording: 'direct', statementDate: '2025-03-06' },
      {
        at: 'meridianContract',
        relation: 'reports',
        wording: 'indirect',
        attribution: 'Estuary Voice → “campaigners say” in The Daily Meridian',
      },
    ],
    evidence: [
      { from: 'quayBids', stance: 'refutes', credibility: 1, comment: 'From the minutes: two sets of papers, one withdrawal, one bid.' },
      { from: 'courierHallam', stance: 'refutes', credibility: 2, comment: 'Adds why Hallam Tugs withdrew.' },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'mostly-refuted',
        confidence: 'moderate',
        asOf: '2025-04-15',
        rationale:
          'There was a tender, and a second company took part until it withdrew by itself. The true core: in the end there was only one bid.',
        whatWouldChange: 'A word from Hallam Tugs that it was made to withdraw. *We have asked and had no answer.*',
      },
    ],
  },
  {
    fields: {
      text: 'The guide cable had not been inspected since the summer of 2024.',
      shortText: 'The cable had not been inspected since last summer',
      claimant: 'Dorrit Vane',
      type: 'event',
      claimDate: '2025-03-05',
      priority: 'high',
      status: 'in-progress',
      selectionReason: 'The log and a former deckhand say different things, and each may be right about something else.',
    },
    labels: ['cause'],
    sightings: [
      {
        at: 'courierVane',
        relation: 'hedges',
        wording: 'indirect',
        statementDate: '2025-03-04',
        attribution: 'Dorrit Vane to the Courier: she had not herself seen one',
      },
      {
        at: 'voiceInspection',
        relation: 'reports',
        wording: 'indirect',
        statementDate: '2025-03-06',
        attribution: 'Dorrit Vane → Estuary Voice, without her reservation',
      },
      {
        at: 'meridianInspection',
        relation: 'reports',
        wording: 'indirect',
        statementDate: '2025-03-07',
        attribution: 'Dorrit Vane → Estuary Voice → The Daily Meridian',
      },
    ],
    evidence: [
      {
        from: 'courierInspection',
        stance: 'refutes',
        credibility: 3,
        comment: 'The log has an entry; one pair of initials where the rules ask for two.',
      },
      { from: 'quayInspection', stance: 'refutes', credibility: 3, comment: 'The note relies on the same log.', relays: 1 },
      {
        from: 'courierVane',
        stance: 'supports',
        credibility: 3,
        comment: 'First hand, but only about what she saw herself; she left in January.',
      },
      {
        from: 'quayLifted',
        stance: 'supports',
        credibility: 2,
        comment: 'An official doubt whether the recorded inspection deserves the name.',
      },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'disputed',
        confidence: 'moderate',
        asOf: '2025-04-15',
        rationale:
          'An inspection is recorded on 13 February, but nobody can say whether the cable was lifted for it. If looking from the deck counts, the claim is wrong; if only a full inspection counts, it may well be right.',
        whatWouldChange: 'The fitter’s own account, or the final note in September.',
      },
    ],
  },
  {
    fields: {
      text: 'A floating tree trunk struck the guide cable and severed it.',
      shortText: 'A floating trunk severed the cable',
      claimant: 'Brannick Marine',
      type: 'causal',
      claimDate: '2025-03-10',
      priority: 'normal',
      status: 'waiting',
      selectionReason: 'If it holds, maintenance was not to blame; the claimant has an interest in it.',
    },
    labels: ['cause'],
    sightings: [
      {
        at: 'quayTrunk',
        relation: 'quotes',
        wording: 'mixed',
        statementDate: '2025-03-10',
        venue: 'Statement to the press',
        attribution: 'Brannick Marine → Quay & Channel',
      },
    ],
    evidence: [
      { from: 'meridianTrunk', stance: 'supports', credibility: 3, comment: 'Saw a trunk beside the ferry, and inferred the rest.' },
      { from: 'quayNoTrunk', stance: 'refutes', credibility: 3, comment: 'The order is the wrong way round: cable first, trunk later.' },
      { from: 'quayWear', stance: 'context', credibility: 1, comment: 'Wear *and* a blow. The laboratory cannot say which came first.' },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'unproven',
        confidence: 'moderate',
        asOf: '2025-04-15',
        rationale:
          'The strands show old wear and a fresh blow, and the laboratory cannot yet say which came first. The one witness saw a trunk, not an impact.',
        whatWouldChange: 'The laboratory’s final report, promised for September.',
      },
    ],
  },
  {
    fields: {
      text: 'The harbour master, Ines Calder, said that it was sheer luck that nobody died.',
      shortText: 'Calder: “It is sheer luck that nobody died”',
      claimant: 'The Daily Meridian',
      type: 'quote',
      claimDate: '2025-03-07',
      priority: 'high',
      status: 'ready',
      selectionReason: 'Put in quotation marks, and found nowhere else.',
    },
    labels: ['quotation'],
    sightings: [{ at: 'meridianCalder', relation: 'asserts', wording: 'direct', statementDate: '2025-03-07' }],
    evidence: [
      {
        from: 'courierCalder',
        stance: 'refutes',
        credibility: 1,
        comment: 'Her words on the evening, on tape: about the tide, and with praise for the crew.',
      },
      { from: 'quayCalder', stance: 'refutes', credibility: 1, comment: 'She denies it in writing.' },
      { from: 'voiceCalder', stance: 'context', comment: 'Half way there: “with the tide” is gone, and the sentence ends early.' },
    ],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'refuted',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'She spoke of luck with the tide, in a sentence that ended with praise for the crew. The words in the Meridian are on no recording, and she denies them in writing.',
      },
      {
        sitting: 'second',
        axis: 'said',
        ratingId: 'manipulated',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale:
          'The quotation was cut in one article and replaced in the next. The three versions stand side by side among the sightings and the evidence.',
      },
    ],
  },
  {
    fields: {
      text: 'It was the worst accident on the River Sall in living memory.',
      shortText: 'The worst accident on the Sall in living memory',
      claimant: 'Estuary Voice',
      type: 'event',
      claimDate: '2025-03-06',
      priority: 'normal',
      status: 'ready',
    },
    labels: ['relayed'],
    sightings: [
      { at: 'voiceWorst', relation: 'asserts', wording: 'direct', statementDate: '2025-03-06' },
      { at: 'meridianWorst', relation: 'asserts', wording: 'direct', statementDate: '2025-03-07' },
    ],
    evidence: [{ from: 'courierPerseverance', stance: 'refutes', credibility: 2, comment: 'Two dead in 1987; nobody died in 2025.' }],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'refuted',
        confidence: 'moderate',
        asOf: '2025-04-15',
        rationale: 'In 1987 two people died when a barge capsized at the weir. Nobody was hurt beyond mild cold on the *Linnet*.',
      },
    ],
  },
  {
    fields: {
      text: 'Marrow Bridge will reopen in the autumn of 2025.',
      shortText: 'Marrow Bridge will reopen this autumn',
      claimant: 'Tomas Hale',
      type: 'position',
      checkability: 'prediction',
      claimDate: '2025-03-05',
      priority: 'low',
      status: 'ready',
    },
    labels: [],
    sightings: [
      { at: 'courierAutumn', relation: 'reports', wording: 'indirect', statementDate: '2025-03-05' },
      { at: 'meridianAutumn', relation: 'quotes', wording: 'direct', statementDate: '2025-03-06', venue: 'Steps of the town hall' },
    ],
    evidence: [],
    verdicts: [
      {
        sitting: 'second',
        ratingId: 'not-checkable',
        confidence: 'high',
        asOf: '2025-04-15',
        rationale: 'A promise about the future cannot be checked today. He has named three earlier dates since 2023.',
        noEvidenceReason: 'It is a prediction',
      },
    ],
  },
  {
    fields: {
      text: 'Brannick Marine cut its maintenance crew on the Sall from five to two when it won the new contract.',
      shortText: 'The maintenance crew was cut from five to two',
      claimant: 'Estuary Voice',
      type: 'event',
      claimDate: '2025-03-06',
      priority: 'high',
      status: 'waiting',
      selectionReason: 'One source, unnamed, with a reason to be unnamed. The company has been asked twice.',
    },
    labels: ['cause'],
    sightings: [
      {
        at: 'voiceCrew',
        relation: 'reports',
        wording: 'indirect',
        statementDate: '2025-03-06',
        attribution: 'a former worker → Estuary Voice',
      },
      {
        at: 'meridianStaff',
        relation: 'hedges',
        wording: 'indirect',
        statementDate: '2025-03-07',
        attribution: 'not said; probably Estuary Voice',
      },
    ],
    evidence: [{ from: 'quayFitters', stance: 'supports', credibility: 3, comment: 'Confirms the two, is silent about the five.' }],
    verdicts: [],
    note: 'Asked Brannick Marine on 10 March and 14 April:\n\n> How many people maintained the crossing in May 2024?\n\nNo answer yet.',
  },
];
