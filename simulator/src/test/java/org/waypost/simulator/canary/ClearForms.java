package org.waypost.simulator.canary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Every form in which a value could stand in a file for whoever looks at its bytes. */
final class ClearForms {
    /** GB 18030, which Chinese systems write. */
    private static final Charset GB = Charset.forName("GB18030");

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    private ClearForms() {}

    /** A number of China: with country code and without, as text, packed into half octets, and as an integer. */
    static ClearForms ofNumber(String digits) {
        ClearForms all = new ClearForms();
        String national = digits.substring(2);
        // What holds the national number as text holds the whole one too.
        all.text("number", national);
        for (String spelled : new String[] {digits, national}) {
            String name = "%s of %d digits".formatted("number", spelled.length());
            all.packed(name, spelled);
            all.packed(name + " behind a half octet", "0" + spelled);
            long value = Long.parseLong(spelled);
            all.put(
                    name + ", big-endian",
                    ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            all.put(
                    name + ", little-endian",
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(value)
                            .array());
            all.put(name + ", in sevens of bits", sevens(value));
        }
        return all;
    }

    /** A word, as every charset in use here spells it. */
    static ClearForms ofWord(String word) {
        ClearForms all = new ClearForms();
        all.text("word", word);
        return all;
    }

    private void text(String name, String text) {
        put(name + ", UTF-8", text.getBytes(StandardCharsets.UTF_8));
        put(name + ", UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        put(name + ", UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        put(name + ", GB 18030", text.getBytes(GB));
    }

    /** Two digits an octet, in both orders; a last single digit is left out, for what fills it up differs. */
    private void packed(String name, String digits) {
        byte[] straight = new byte[digits.length() / 2];
        byte[] swapped = new byte[straight.length];
        for (int i = 0; i < straight.length; i++) {
            int first = digits.charAt(2 * i) - '0';
            int second = digits.charAt(2 * i + 1) - '0';
            straight[i] = (byte) (first << 4 | second);
            swapped[i] = (byte) (second << 4 | first);
        }
        put(name + ", packed", straight);
        put(name + ", packed and swapped", swapped);
    }

    /** As H2 and protocol buffers write integers. */
    private static byte[] sevens(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long left = value;
        for (; left > 0x7F; left >>>= 7) {
            bytes.write((int) ((left & 0x7F) | 0x80));
        }
        bytes.write((int) left);
        return bytes.toByteArray();
    }

    private void put(String name, byte[] form) {
        forms.put(name, form);
    }

    /** The forms by name. */
    Map<String, byte[]> all() {
        return forms;
    }

    /** The name of a form that stands in these bytes. */
    Optional<String> in(byte[] bytes) {
        return forms.entrySet().stream()
                .filter(form -> contains(bytes, form.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean contains(byte[] bytes, byte[] form) {
        for (int i = 0; i <= bytes.length - form.length; i++) {
            int j = 0;
            while (j < form.length && bytes[i + j] == form[j]) {
                j++;
            }
            if (j == form.length) {
                return true;
            }
        }
        return false;
    }
}
