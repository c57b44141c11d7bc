import '../styles/rest.css';
import '../../charts/choropleth/story/bench.ts';
import { signals } from './boot.ts';

// The page is given back unless its script says that it runs.
document.documentElement.setAttribute(signals.alive, '');
