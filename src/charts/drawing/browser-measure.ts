import { faces, type MeasureText } from './face.ts';

export function browserMeasure(document: Document): MeasureText {
  const context = document.createElement('canvas').getContext('2d')!;
  return (text, face, size) => {
    const { family, weight } = faces[face];
    context.font = `${weight} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}
