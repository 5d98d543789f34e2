import type { AttributeSpec } from '#core/annotation/attributes.ts';
import type { DataSetCategory } from '#core/dataset/dataSet.ts';
import { escapeXml, readXml, type XmlElement } from '../codecs/xml.ts';
import { controlNames, specOfControl, type AttributeControls } from './controls.ts';

/**
 * The labelling configuration that tasks of `labelStudioWriter` need: one tag for each kind of region,
 * with every category, and the controls of attributes.
 * Source: Label Studio, "Labeling configuration", tags Image, PolygonLabels, BrushLabels, RectangleLabels.
 */
export function labelConfigOf(
  categories: readonly DataSetCategory[],
  controls: AttributeControls,
): string {
  const labels = categories
    .map(({ name, color }) => {
      const background = color === null ? '' : ` background="${escapeXml(color)}"`;
      return `\n    <Label value="${escapeXml(name)}"${background}/>`;
    })
    .join('');
  const { image, polygon, brush, rectangle } = controlNames;
  const tags = [
    ['PolygonLabels', polygon],
    ['BrushLabels', brush],
    ['RectangleLabels', rectangle],
  ].map(([tag, name]) => `  <${tag} name="${name}" toName="${image}">${labels}\n  </${tag}>\n`);
  const others = controls.lines().map((line) => `  ${line}\n`);
  return `<View>\n  <Image name="${image}" value="$image"/>\n${tags.join('')}${others.join('')}</View>\n`;
}

/** What a configuration says of categories and attributes. */
export interface LabelConfig {
  readonly categories: readonly DataSetCategory[]; // names unique
  /** Kinds of attributes by the names of their controls. */
  readonly specs: ReadonlyMap<string, AttributeSpec>;
  readonly fault: string | null; // why it is no XML
}

const labelTags = ['PolygonLabels', 'BrushLabels', 'RectangleLabels', 'EllipseLabels', 'Labels'];
const controlTags = ['Choices', 'TextArea', 'Number', 'Rating'];

export async function readLabelConfig(text: string): Promise<LabelConfig> {
  const colors = new Map<string, string | null>();
  const specs = new Map<string, AttributeSpec>();
  const fault = await readXml([text], new Set([...labelTags, ...controlTags]), (element) => {
    if (labelTags.includes(element.name)) addLabels(element, colors);
    else addControl(element, specs);
  });
  const categories = Array.from(colors, ([name, color]) => ({
    name,
    supercategory: '',
    color,
    attributes: [...specs.values()],
  }));
  return { categories, specs, fault };
}

function addLabels({ children }: XmlElement, colors: Map<string, string | null>): void {
  for (const { name, attributes } of children) {
    const { value = '', background = '' } = attributes;
    if (name !== 'Label' || value === '') continue;
    const color = /^#[0-9a-f]{6}$/iu.test(background) ? background.toLowerCase() : null;
    colors.set(value, colors.get(value) ?? color);
  }
}

/** Controls of whole images say nothing of objects. */
function addControl(
  { name: tag, attributes, children }: XmlElement,
  specs: Map<string, AttributeSpec>,
): void {
  const { name = '', perRegion = '' } = attributes;
  if (name === '' || perRegion !== 'true') return;
  const options = children.flatMap((child) => {
    const option = child.attributes['value'] ?? '';
    return child.name === 'Choice' && option !== '' ? [option] : [];
  });
  const spec = specOfControl(tag, name, options);
  if (spec) specs.set(name, spec);
}
