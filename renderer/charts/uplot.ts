// What uPlot reads as it is loaded must be right by then, in whichever piece of the bundle it lies.
import './valid-language.ts';
import uPlot from 'uplot';

export default uPlot;
