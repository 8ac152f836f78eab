// SPDX-License-Identifier: Apache-2.0
package org.offhook.agi.command;

import org.offhook.agi.AgiLine;
import org.offhook.agi.AgiReply;

/**
 * SET MUSIC: begins or ends music on hold. Asterisk does not tell whether there is such a class.
 *
 * @param playing whether music is played
 * @param musicClass the class of music; empty for the default one
 */
public record SetMusic(boolean playing, String musicClass) implements QuickCommand<AgiReply> {

    /**
     * Begins music of the default class.
     *
     * @return the command
     */
    public static SetMusic on() {
        return new SetMusic(true, "");
    }

    /**
     * Begins music.
     *
     * @param musicClass the class of music
     * @return the command
     */
    public static SetMusic on(String musicClass) {
        return new SetMusic(true, musicClass);
    }

    /**
     * Ends the music.
     *
     * @return the command
     */
    public static SetMusic off() {
        return new SetMusic(false, "");
    }

    @Override
    public String line() {
        AgiLine line = AgiLine.of("SET MUSIC").word(playing ? "ON" : "OFF");
        return (musicClass.isEmpty() ? line : line.arg(musicClass)).toString();
    }

    @Override
    public AgiReply result(AgiReply reply) {
        return reply;
    }
}
