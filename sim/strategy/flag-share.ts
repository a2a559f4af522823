/** How much of the way through the pits a stop costs against the field while that is slow, where nobody says it. */
export const FLAG_SHARE = { vsc: 0.55, 'safety-car': 0.4 } as const;
