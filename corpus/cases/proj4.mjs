import proj4 from 'proj4';

export const packages = ['proj4', 'mgrs', 'wkt-parser'];
export const style =
  'ES modules and CommonJS, registries of projections, text definitions, `this` in plain functions';

const UTM = '+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs';
const LAMBERT =
  '+proj=lcc +lat_1=49 +lat_2=46 +lat_0=47.5 +lon_0=13.3333 +x_0=400000 +y_0=400000 +ellps=bessel +towgs84=577.3,90.1,463.9,5.1,1.5,5.3,2.42 +units=m';
const BRITISH =
  'PROJCS["OSGB 1936 / British National Grid",GEOGCS["OSGB 1936",DATUM["OSGB_1936",SPHEROID["Airy 1830",6377563.396,299.3249646],TOWGS84[446.448,-125.157,542.06,0.15,0.247,0.842,-20.489]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1]]';

export const cases = {
  'web mercator and back': {
    f: (lon, lat) => {
      const [x, y] = proj4('EPSG:4326', 'EPSG:3857', [lon, lat]);
      const back = proj4('EPSG:3857', 'WGS84').forward({ x: x * 1.01, y: y - 50000 });
      return x / 1e5 - y / 1e5 + back.x * back.y;
    },
    args: () => [11.58, 48.14],
  },
  'between grids of other datums': {
    f: (lon, lat) => {
      const projected = proj4(UTM, [lon, lat]);
      const [x, y] = proj4(UTM, LAMBERT, projected);
      return x / 1e5 + (2 * y) / 1e5;
    },
    args: () => [11.58, 48.14],
  },
  'a grid defined by text': {
    f: (place) => {
      const { x, y } = proj4('EPSG:4326', BRITISH, place);
      return x / 1e5 - (3 * y) / 1e5;
    },
    args: () => [{ x: -0.1276, y: 51.5072 }],
  },
  'equal area and azimuthal': {
    f: (lon, lat) => {
      const equal = proj4('+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m', [
        lon,
        lat,
      ]);
      const polar = proj4('+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +k=1 +datum=WGS84', [lon, lat]);
      const moll = proj4('+proj=moll +lon_0=0 +datum=WGS84', [lon, lat]);
      return (equal[0] + 2 * equal[1] + polar[0] - polar[1] + moll[0] / 2 + moll[1]) / 1e6;
    },
    args: () => [15.2, 60.3],
  },
};
