import { registerClaims } from '../claim.ts';
import { demandClaims } from './demand.ts';
import { protectionClaims } from './protection.ts';
import { responseClaims } from './response.ts';
import { revisionClaims } from './revision.ts';
import { speedClaims } from './speed.ts';
import { unknownClaims } from './unknown.ts';
import { worldClaims } from './world.ts';

/** Every number that a sentence of the story may state, by id. */
export const claims = registerClaims(
  demandClaims,
  responseClaims,
  worldClaims,
  speedClaims,
  revisionClaims,
  protectionClaims,
  unknownClaims
);
