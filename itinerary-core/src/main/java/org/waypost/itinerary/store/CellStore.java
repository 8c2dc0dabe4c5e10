package org.waypost.itinerary.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waypost.itinerary.geography.Cell;

/** The planning data of cells: a row for each cell and first day. */
public final class CellStore {
    private final ItineraryDatabase database;

    public CellStore(ItineraryDatabase database) {
        this.database = database;
    }

    /**
     * Writes cells in one transaction; a stored one with the same name and first day is replaced.
     *
     * @param cells no two of them with the same name and first day
     */
    public void put(Collection<Cell> cells) throws SQLException {
        database.write(connection -> {
            try (PreparedStatement delete =
                            connection.prepareStatement("delete from cell where id = ? and valid_from = ?");
                    PreparedStatement insert = connection.prepareStatement(
                            "insert into cell (id, valid_from, valid_to, region, border) values (?, ?, ?, ?, ?)")) {
                for (Cell cell : cells) {
                    delete.setString(1, cell.id());
                    delete.setLong(2, cell.validFrom().toEpochDay());
                    delete.addBatch();
                    bind(insert, cell);
                    insert.addBatch();
                }
                delete.executeBatch();
                return insert.executeBatch().length;
            }
        });
    }

    private static void bind(PreparedStatement insert, Cell cell) throws SQLException {
        insert.setString(1, cell.id());
        insert.setLong(2, cell.validFrom().toEpochDay());
        if (cell.validTo() == null) {
            insert.setNull(3, Types.BIGINT);
        } else {
            insert.setLong(3, cell.validTo().toEpochDay());
        }
        insert.setString(4, cell.region());
        insert.setString(5, String.join("|", cell.border()));
    }

    /** Hands over every cell, those of one name together and in order of their first day. */
    public void forEach(Consumer<Cell> reader) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select id, region, border, valid_from, valid_to from cell order by id, valid_from");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String border = rows.getString(3);
                reader.accept(new Cell(
                        rows.getString(1),
                        rows.getString(2),
                        border.isEmpty() ? List.of() : List.of(border.split("\\|")),
                        LocalDate.ofEpochDay(rows.getLong(4)),
                        day(rows)));
            }
        }
    }

    private static @Nullable LocalDate day(ResultSet rows) throws SQLException {
        long validTo = rows.getLong(5);
        return rows.wasNull() ? null : LocalDate.ofEpochDay(validTo);
    }
}
