/** The line that the Open Government Licence asks for beside what the Independent Inquiry into Child Sexual Abuse published (standards D11). */
export const openGovernmentCredit = 'Contains public sector information licensed under the Open Government Licence v3.0.';
