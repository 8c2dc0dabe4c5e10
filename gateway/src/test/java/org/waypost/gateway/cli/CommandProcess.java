package org.waypost.gateway.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Commands in another process than the gateway's, which owns the files of its databases: an embedded database is open to all of
 * one process. One process for all commands, for starting it takes longer than they do.
 */
final class CommandProcess implements AutoCloseable {
    private final Process process;
    private final DataOutputStream in;
    private final DataInputStream out;

    /** What a command printed, and how it ended. */
    record Done(int exit, String out, String err) {}

    CommandProcess() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        in = new DataOutputStream(process.getOutputStream());
        out = new DataInputStream(process.getInputStream());
    }

    Done run(List<String> words) throws IOException {
        in.writeInt(words.size());
        for (String word : words) {
            in.writeUTF(word);
        }
        in.flush();
        return new Done(out.readInt(), text(out), text(out));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void put(DataOutputStream out, StringWriter text) throws IOException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The other process: runs what it is told until its input ends. */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        // Nothing else may come between.
        System.setOut(System.err);
        while (true) {
            String[] words;
            try {
                words = new String[in.readInt()];
            } catch (EOFException e) {
                return;
            }
            for (int i = 0; i < words.length; i++) {
                words[i] = in.readUTF();
            }
            StringWriter printed = new StringWriter();
            StringWriter complained = new StringWriter();
            out.writeInt(Waypost.commandLine()
                    .setOut(new PrintWriter(printed, true))
                    .setErr(new PrintWriter(complained, true))
                    .execute(words));
            put(out, printed);
            put(out, complained);
            out.flush();
        }
    }
}
