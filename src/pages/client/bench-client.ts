import '../styles/rest.css';
import '../../charts/choropleth/story/bench.ts';
import { pageHooks } from './boot.ts';

// Without this attribute the boot script would restore the article.
document.documentElement.setAttribute(pageHooks.alive, '');
