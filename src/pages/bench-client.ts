import './styles/story.css';
import '../charts/choropleth/bench-entry.ts';
