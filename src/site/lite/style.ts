import { colours } from '../../charts/drawing/colours.ts';
import { mapStyle } from './maps.ts';

const edge = `1px solid ${colours.line}`;

/**
 * Must read well in ten-year-old browsers and in Opera Mini, which ignores custom properties,
 * grids, web fonts, border radius, scroll boxes and sticky positions (dev.opera.com, "Opera Mini:
 * web content authoring guidelines").
 */
export const liteStyle = [
  `body{margin:0 auto;padding:0 16px 64px;max-width:640px;background:${colours.paper};color:${colours.ink};font:18px/1.5 Georgia,serif}`,
  // Anchors end above the exit bar, which is about three lines high.
  'html{scroll-padding-bottom:4em}',
  'h1{font-size:32px;line-height:1.15;margin:8px 0 16px;font-weight:normal;text-wrap:balance}',
  `h2{font-size:26px;line-height:1.2;margin:48px 0 12px;padding-top:24px;border-top:${edge};font-weight:normal}`,
  'h3{font-size:20px;line-height:1.25;margin:28px 0 8px}',
  'p{margin:0 0 14px}',
  `a{color:${colours.c4}}`,
  `a:focus{outline:3px solid ${colours.c3}}`,
  '[hidden]{display:none}',
  'figure{margin:0 0 16px}',
  'ul,ol{margin:0 0 14px;padding-left:20px}',
  'svg{display:block;width:100%;height:auto;max-width:432px;margin-bottom:10px;overflow:visible}',
  'svg text{font:13px Arial,sans-serif}',
  `svg text{fill:${colours.ink}}`,
  'svg.map{max-width:none}',
  'svg.defs{height:0;margin:0}',
  'svg.key,svg.swatch{display:inline;width:28px;height:14px;margin:0;vertical-align:-2px}',
  'svg.rate{margin-bottom:16px}',
  `.small,.figure-foot,.source,.from,.when,.caveat,.key,.help .small{font-size:15px;color:${colours['ink-soft']}}`,
  '.name,.who,.number,.what{font-weight:bold;margin-bottom:4px}',
  '.classes{padding:0;list-style:none}',
  '.bar a,.links a,.ways a,.download a{display:inline-block;margin:0 14px 0 0;padding:10px 0}',
  '.bar,.small,.figure-foot,.help,.note,footer,.limits,svg text,.source,.key,table{font-family:Arial,sans-serif}',
  `.note,.help{margin:24px 0;padding:12px;background:${colours['paper-deep']};border-left:4px solid ${colours.c3}}`,
  '.help h2{margin:0 0 8px;padding:0;border:0}',
  '.help li{margin-bottom:10px}',
  '.contact{display:inline-block;max-width:100%;padding:6px 10px 6px 0;word-wrap:break-word}',
  '.limits{font-weight:bold;font-size:15px}',
  '.unit .figure{font-size:28px;line-height:1.2;margin:0}',
  `.unit .figure,.unit path{color:${colours.estimate};fill:${colours.estimate}}`,
  `.unit .card{padding-top:16px;border-top:${edge}}`,
  '.unit .swatch{width:14px}',
  '.since ol,.since ul{padding:0;list-style:none}',
  '.since .year{font-weight:bold}',
  'details,summary{display:block}',
  'summary{padding:10px 0;text-decoration:underline}',
  '.box{overflow:auto}',
  'table{border-collapse:collapse;font-size:14px}',
  'caption{text-align:left;font-weight:bold;padding:8px 0}',
  `th,td{padding:4px 10px 4px 0;border-bottom:${edge};text-align:left;vertical-align:top}`,
  'th.end,td.end{text-align:right}',
  '.claim{white-space:nowrap}',
  '.skip,.unit .one,.unit .told,.unit .profit{display:none}',
  `.leave{position:fixed;right:0;bottom:0;padding:10px 14px;background:${colours.ink};color:${colours.paper}}`,
  '.bar .leave{margin:0;padding:12px 14px}',
  mapStyle,
  '@media print{.leave{display:none}}'
].join('');
